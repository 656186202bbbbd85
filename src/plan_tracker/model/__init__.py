"""The words of the field as frozen values: what is measured, declared, printed and found."""

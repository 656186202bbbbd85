"""What every report says with: labels in two languages, numbers, names, marks, counts."""

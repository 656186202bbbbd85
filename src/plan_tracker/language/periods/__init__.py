"""The times that a text names: `6 tháng đầu năm 2023`, `June 2023`."""

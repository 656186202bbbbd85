"""The formats that tables come in: CSV, workbooks, Parquet, databases."""

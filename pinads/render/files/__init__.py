"""Tables as files: text, workbooks and Parquet, written row by row."""

"""Lists of records: the table, its columns and filters, a record's life, and what is done with many lines."""

"""Files of many accounts: CSV or Parquet, one or a folder, read on the engine."""

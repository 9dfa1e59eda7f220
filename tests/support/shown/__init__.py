"""What the documentation shows of commands: run again, compared, written into the pages."""

"""What the site gives to programs: its facts as files under ``data/``."""

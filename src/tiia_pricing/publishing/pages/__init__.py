"""What each page of the site says."""

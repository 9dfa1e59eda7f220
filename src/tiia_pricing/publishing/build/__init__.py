"""From pages to the built site, and what guards it."""

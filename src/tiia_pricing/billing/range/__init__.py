"""How far what the page leaves open can move a total."""

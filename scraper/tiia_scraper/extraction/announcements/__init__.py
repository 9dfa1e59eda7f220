"""What the page announces: dated facts that are not yet in force."""

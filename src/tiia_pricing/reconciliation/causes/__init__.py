"""What can explain a difference: each cause bills the account again with one rule changed."""

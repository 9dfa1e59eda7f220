"""What a customer did, from command lines and files, held against the price book."""

"""How the weights of `models/diacritics` are made."""

"""How each weight of `models/` is made, and the letters it is made from."""

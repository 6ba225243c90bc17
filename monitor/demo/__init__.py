"""An evening in one minute: invented outlets on loopback, the real service over them."""

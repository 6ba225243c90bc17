"""The whole program, on real input, over loopback."""

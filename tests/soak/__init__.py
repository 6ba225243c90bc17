"""Weeks of faults in simulated time: whether anything grows, gets lost, or stays behind."""

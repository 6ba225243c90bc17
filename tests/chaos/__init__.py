"""Everything fails at once, repeatably: real service processes, real HTTP on loopback, SIGKILL at random moments."""

"""Tests of the collect room; everything over loopback."""

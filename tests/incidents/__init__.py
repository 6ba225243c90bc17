"""Tests of monitor.incidents."""

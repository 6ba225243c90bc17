"""Tests of basewatch: one room, one folder."""

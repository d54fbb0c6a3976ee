"""The URLs that posts ask for."""

"""Pytest plug-ins that work before Django knows its settings."""

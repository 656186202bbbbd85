"""Spreadsheets as LibreOffice and other programs keep them (.ods)."""

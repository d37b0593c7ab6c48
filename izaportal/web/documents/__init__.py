"""What is made of a frozen quarter to take along: board pack (PDF, PPTX, XLSX) and dossiers for auditors."""

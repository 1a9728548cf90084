"""Opening a pair in JupyterLab, Notebook or VS Code."""

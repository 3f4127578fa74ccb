"""What must hold of references and memos: rules that need no build."""

"""What the project is measured on: a sample factory and its gold questions."""

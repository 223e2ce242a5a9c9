"""The only ring that knows the database. SQLModel owns the schema and every write; reads are plain SQL."""

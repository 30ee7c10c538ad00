package source

// A Loader reads files by their slash-separated path below the project root. It never
// leaves the root, and reads regular files only.
type Loader interface {
	Load(path string) (*File, error)
}

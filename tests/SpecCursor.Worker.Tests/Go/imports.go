// Prints where the imported paths stand, without their quotes, in every Go file below a folder that go's own parser can read.
package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	filepath.WalkDir(os.Args[1], func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.ImportsOnly)
		if err != nil {
			return nil
		}
		fmt.Printf("%s\t", path)
		for _, spec := range file.Imports {
			fmt.Printf(" %d+%d", files.PositionFor(spec.Path.Pos(), false).Offset+1, len(spec.Path.Value)-2)
		}
		fmt.Println()
		return nil
	})
}

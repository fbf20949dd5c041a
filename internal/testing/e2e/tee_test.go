package e2e_test

import (
	"bytes"
	"io"
	"sync"
)

var writing sync.Mutex

type locked struct{ io.Writer }

func (l locked) Write(p []byte) (int, error) {
	writing.Lock()
	defer writing.Unlock()
	return l.Writer.Write(p)
}

// tee writes to a stream's own buffer and to the buffer that both streams
// share. Two goroutines use the shared buffer.
func tee(own, both *bytes.Buffer) io.Writer {
	return locked{io.MultiWriter(own, both)}
}

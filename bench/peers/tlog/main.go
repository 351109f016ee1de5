// Appends records to a log of golang.org/x/mod/sumdb/tlog, its hashes in memory, and prints how many a second and
// the root over the first thousand. A record is the SHA-256 of its number, little-endian.
package main

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

type hashes []tlog.Hash

func (all hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, 0, len(indexes))
	for _, i := range indexes {
		out = append(out, all[i])
	}
	return out, nil
}

func record(number int64) []byte {
	var bytes [8]byte
	binary.LittleEndian.PutUint64(bytes[:], uint64(number))
	id := sha256.Sum256(bytes[:])
	return id[:]
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func main() {
	const checked = 1000
	count, err := strconv.ParseInt(os.Args[1], 10, 64)
	if err != nil || count < checked {
		fail(fmt.Errorf("say how many records, at least %d", checked))
	}
	var all hashes
	var took time.Duration
	for i := int64(0); i < count; i++ {
		data := record(i)
		began := time.Now()
		more, err := tlog.StoredHashes(i, data, all)
		if err != nil {
			fail(err)
		}
		all = append(all, more...)
		took += time.Since(began)
	}
	root, err := tlog.TreeHash(checked, all)
	if err != nil {
		fail(err)
	}
	fmt.Printf("%.0f %s\n", float64(count)/took.Seconds(), hex.EncodeToString(root[:]))
}

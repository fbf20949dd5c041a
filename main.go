// Command terraform-provider-jetbrains is the Terraform provider for audits of
// JetBrains licenses. Terraform starts it; there is nothing to run by hand but
// -version, and -debug for a debugger.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/parent"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
)

// Set by the linker.
var (
	version = "dev"
	commit  = "none"
)

func main() {
	debug := flag.Bool("debug", false, "run so that a debugger such as delve can attach")
	showVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *showVersion {
		fmt.Printf("terraform-provider-jetbrains %s (%s)\n", version, commit)
		return
	}
	var serveOptions []tf6server.ServeOpt
	if *debug {
		serveOptions = append(serveOptions, tf6server.WithManagedDebug())
	} else {
		go func() {
			select {
			case <-parent.Exited(): // Terraform was killed, so no request will come
			case <-parent.Quit():
			}
			os.Exit(1)
		}()
	}
	server := provider.NewServer(provider.Options{Version: version, Now: time.Now})
	if err := tf6server.Serve(provider.Address, server, serveOptions...); err != nil {
		log.Fatal(err)
	}
}

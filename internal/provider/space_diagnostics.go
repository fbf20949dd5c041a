package provider

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// spaceError explains why the Space half could not be read. An error about a
// key that was not found points to the argument that holds the key.
func (c *clients) spaceError(err error, lookups map[directory.LookupKey]string) diag.Diagnostic {
	var (
		missing    *directory.NotFoundError
		ambiguous  *directory.AmbiguousError
		unreadable *directory.UnreadableError
		code       *space.PermissionCodeError
	)
	switch {
	case errors.As(err, &missing):
		return onArgument(lookups[missing.Key], fmt.Sprintf("No such %s in JetBrains Space", missing.Key.Kind()),
			fmt.Sprintf("The Space at %s has %s.\n\n%s", c.settings.spaceURL.Host, missing.Error(), hintFor(missing.Key)))
	case errors.As(err, &ambiguous):
		other := "username"
		if ambiguous.Key == directory.LookupMemberByUsername {
			other = "id"
		}
		return onArgument(lookups[ambiguous.Key], "Several matching members in JetBrains Space", value.Sentence(ambiguous.Error())+"\n\nLook up the member by "+other+".")
	case errors.As(err, &code):
		return onArgument(lookups[directory.LookupPermissionByCode], "JetBrains Space rejected a permission code",
			fmt.Sprintf("The Space at %s does not accept the code %q.%s\n\nCheck the spelling and the letter case. "+
				"Codes look like Superadmin and Profile.View, and jetbrains_space_permission_roles lists those that roles grant.",
				c.settings.spaceURL.Host, value.Printable(code.Code, maxSubjectName), reason(code.Err)))
	case errors.As(err, &unreadable):
		return c.report(message{
			"The token lacks permission to read what this data source needs", value.Sentence("The provider " + unreadable.Error()),
			grant(unreadable.Fields.Permissions()) + " " + nothingRead,
		})
	}
	m := c.spaceReadError(err)
	if isClosedCloud(c.settings.spaceURL.Hostname()) && !errors.Is(err, context.Canceled) {
		m.summary, m.todo = closedCloudSummary, closedCloudTodo
	}
	return c.report(m)
}

// hintFor says where to look for the right value of a key.
func hintFor(key directory.LookupKey) string {
	switch key {
	case directory.LookupTeamByID:
		return "Check the ID. The data source jetbrains_space_teams lists the IDs of all teams that the token can see."
	case directory.LookupProjectByKey:
		return "Check the key, which is part of the project's address in Space. A project that the token cannot see appears not to exist."
	default:
		return fmt.Sprintf("Check the spelling. A person whom the token cannot see appears not to exist. To see external people, the token needs %q.", directory.ViewExternalUsers)
	}
}

// reason is what the API says about an error, as a sentence.
func reason(err error) string {
	e, ok := errors.AsType[*client.APIError](err)
	if !ok || e.Description == "" {
		return ""
	}
	return " It says: " + value.Sentence(e.Description)
}

// The cloud that space_subdomain addressed. Every Space that still runs is
// self-hosted, and has its own address.
const (
	closedCloudSummary = "The JetBrains Space cloud was shut down"
	closedCloudTodo    = "JetBrains shut down the Space cloud, with every host under jetbrains.space, on June 1, 2025. " +
		"Set space_url to the address of a self-hosted Space, or remove the Space data sources from the configuration."
)

func isClosedCloud(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return host == "jetbrains.space" || strings.HasSuffix(host, ".jetbrains.space")
}

func onArgument(argument, summary, detail string) diag.Diagnostic {
	if argument == "" {
		return diag.NewErrorDiagnostic(summary, detail)
	}
	return diag.NewAttributeErrorDiagnostic(path.Root(argument), summary, detail)
}

// spaceReadError explains what the client reports of the server.
func (c *clients) spaceReadError(err error) message {
	api := endpoint{name: "JetBrains Space", urlArgument: "space_url", host: c.settings.spaceURL.Host}
	var (
		denied     *space.DeniedError
		apiErr     *client.APIError
		incomplete *space.IncompleteError
	)
	switch {
	case errors.As(err, &denied):
		return spaceDenied(denied)
	case errors.As(err, &apiErr):
		return c.spaceAPIError(api, apiErr)
	case errors.As(err, &incomplete):
		return message{
			"JetBrains Space hides part of a list",
			fmt.Sprintf("GET %s reported a total of %d entries, but the list ended after %d.", incomplete.Path, incomplete.Announced, incomplete.Read),
			grant([]directory.Permission{incomplete.Suspect}) + " Space includes external people in a total even if the token cannot see them. " + nothingRead,
		}
	}
	return readError(api, err)
}

// spaceDenied explains a response that says that the token lacks a permission.
func spaceDenied(denied *space.DeniedError) message {
	happened := value.Sentence(denied.Error())
	if e, ok := errors.AsType[*client.APIError](denied.Err); ok {
		happened = requestFailed(e.Method, e.Path, e.Status, e.Code, e.Attempts, e.Description)
	}
	todo := "Have an administrator of the Space grant the token permission to read this, in the global context."
	if len(denied.Permissions) > 0 {
		happened += " It requires " + quoted(denied.Permissions) + "."
		todo = grant(denied.Permissions)
	}
	return message{"The token lacks permission to read this in JetBrains Space", happened, todo}
}

// spaceAPIError explains an error of the API.
func (c *clients) spaceAPIError(api endpoint, e *client.APIError) message {
	happened := requestFailed(e.Method, e.Path, e.Status, e.Code, e.Attempts, e.Description)
	switch e.Class {
	case client.ClassUnauthorized:
		return message{"JetBrains Space rejected the token", happened,
			"The token may have expired, may have been deleted, or may belong to a Space other than " + api.host + ". " +
				"Create a new one in Space under Profile > Authentication > Personal Tokens, and set space_token or JETBRAINS_SPACE_TOKEN."}
	case client.ClassNotFound:
		return message{"JetBrains Space did not find the object", happened,
			"Check space_subdomain or space_url (currently " + api.host + "), and the IDs and keys in the arguments."}
	case client.ClassThrottled:
		return tooManyRequests(api, happened, c.settings.maxConcurrent)
	case client.ClassServerFault:
		return notWorking(api, happened)
	case client.ClassBadRequest, client.ClassDenied, client.ClassOther:
	}
	return message{"JetBrains Space sent an unexpected response", happened,
		"Check the arguments, space_url, and any proxy. If all are correct, please report this to the maintainers of the provider, with the status above."}
}

// grant says how to get the permissions. If JetBrains documents none of them,
// only someone who knows the Space can tell.
func grant(permissions []directory.Permission) string {
	permissions = slices.DeleteFunc(slices.Clone(permissions), func(p directory.Permission) bool { return p == directory.Undocumented })
	if len(permissions) == 0 {
		return "JetBrains does not document which permission this requires. Ask an administrator of the Space."
	}
	where := "in the global context"
	if slices.Contains(permissions, directory.ViewProject) {
		where = "in the context of the project"
	}
	return "Enable " + quoted(permissions) + " for the token " + where + ", in Space under Profile > Authentication > Personal Tokens (for an application, " +
		"under its Authorization). If the token's owner lacks a permission, ask an administrator to grant it."
}

func quoted(permissions []directory.Permission) string {
	return strings.Join(value.QuotedAll(permissions, maxRepeated), " and ")
}

// partialWarning returns one warning that names each missing permission and the
// attributes that are null without it. If nothing is missing, it returns none.
func partialWarning(missing directory.Fields) diag.Diagnostics {
	permissionsMissing := missing.MissingPermissions()
	if len(permissionsMissing) == 0 {
		return nil
	}
	lines := make([]string, len(permissionsMissing))
	permissions := make([]directory.Permission, len(permissionsMissing))
	for i, m := range permissionsMissing {
		permissions[i] = m.Permission
		requires := fmt.Sprintf("%q", string(m.Permission))
		if m.Permission == directory.Undocumented {
			requires = string(m.Permission)
		}
		lines[i] = fmt.Sprintf("%s (requires %s)", strings.Join(m.Attributes, ", "), requires)
	}
	// Terraform merges warnings with the same summary.
	summary := "The token lacks permission to read some fields in JetBrains Space: " + strings.Join(missing.Attributes(), ", ")
	return diag.Diagnostics{diag.NewWarningDiagnostic(value.Printable(summary, maxSubject),
		"These attributes are null for some or all rows, and lists that depend on them are null as a whole:\n"+strings.Join(lines, "\n")+"\n\n"+grant(permissions))}
}

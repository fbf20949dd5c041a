package simulator

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

func (s *Server) hasSpace() bool {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	return s.org.Space != nil
}

// spaceEnv must be called with the organization locked.
func (s *Server) spaceEnv(token string) map[string]string {
	return map[string]string{"JETBRAINS_SPACE_URL": s.url, "JETBRAINS_SPACE_TOKEN": token}
}

// SpaceEnv are the environment variables that point a client at the
// organization's Space, with a personal token that has [SpacePermissions]. They
// are empty if the organization has no Space.
func (s *Server) SpaceEnv() map[string]string {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	if s.org.Space == nil {
		return map[string]string{}
	}
	return s.spaceEnv(s.org.Space.Token)
}

// SpaceEnvOf is [Server.SpaceEnv] with the token of that name, such as
// [SpaceAdministrator] or [SpaceApplication]. ok is false if there is none.
func (s *Server) SpaceEnvOf(name string) (env map[string]string, ok bool) {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	if s.org.Space == nil {
		return nil, false
	}
	for _, token := range s.org.Space.Tokens {
		if token.Name == name {
			return s.spaceEnv(token.Token), true
		}
	}
	return nil, false
}

// SpaceTokenEnv is [Server.SpaceEnv] with a personal token that has these
// permissions and no others, which is made if there is none yet. It panics if
// the organization has no Space.
func (s *Server) SpaceTokenEnv(permissions ...string) map[string]string {
	wanted := slices.Compact(slices.Sorted(slices.Values(permissions)))
	name := "only " + strings.Join(wanted, ",")
	if env, known := s.SpaceEnvOf(name); known {
		return env
	}
	token := SpaceToken{Name: name, Permissions: wanted,
		Token: fmt.Sprintf("fakespacesubset%x", sha256.Sum256([]byte(name)))[:40]}
	s.Update(func(org *Organization) {
		if org.Space == nil {
			panic("simulator: the organization has no Space")
		}
		token.MemberID = "nobody" // personal all the same
		for _, other := range org.Space.Tokens {
			if other.Token == org.Space.Token {
				token.MemberID = other.MemberID
			}
		}
		org.Space.Tokens = append(org.Space.Tokens, token)
	})
	env, _ := s.SpaceEnvOf(name)
	return env
}

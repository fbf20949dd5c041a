package simulator

import (
	"fmt"
	"strings"
)

// This file reads $fields, the parameter that chooses what an answer holds.

// maxFieldsDepth is deeper than any answer goes.
const maxFieldsDepth = 16

// fieldTree is $fields as it was written: fields, and what is wanted of each. A
// field named twice wants both. nil wants nothing in particular.
type fieldTree struct {
	names []string // in the order in which they are first named
	below map[string]*fieldTree
	all   bool // there was a *
}

// parseFields reads field, field(field,...) and *, separated by commas and
// without spaces.
func parseFields(text string) (*fieldTree, error) {
	p := fieldParser{text: text}
	tree := &fieldTree{}
	if err := p.list(tree, 0); err != nil {
		return nil, err
	}
	if p.at < len(p.text) {
		return nil, fmt.Errorf("unexpected %q at %d in $fields", p.text[p.at], p.at)
	}
	return tree, nil
}

type fieldParser struct {
	text string
	at   int
}

func (p *fieldParser) next(c byte) bool {
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *fieldParser) list(tree *fieldTree, depth int) error {
	if depth > maxFieldsDepth {
		return fmt.Errorf("$fields goes deeper than %d levels", maxFieldsDepth)
	}
	for {
		if p.next('*') {
			tree.all = true
		} else if err := p.field(tree, depth); err != nil {
			return err
		}
		if !p.next(',') {
			return nil
		}
	}
}

func (p *fieldParser) field(tree *fieldTree, depth int) error {
	rest := p.text[p.at:]
	end := strings.IndexAny(rest, "(),*")
	if end < 0 {
		end = len(rest)
	}
	name := rest[:end]
	if name == "" || strings.ContainsAny(name, " \t\r\n") {
		return fmt.Errorf("a field name is missing or has a space in it at %d in $fields", p.at)
	}
	p.at += end
	below, known := tree.below[name]
	if !known {
		tree.names = append(tree.names, name)
		if tree.below == nil {
			tree.below = map[string]*fieldTree{}
		}
		tree.below[name] = nil
	}
	if !p.next('(') {
		return nil
	}
	if below == nil {
		below = &fieldTree{}
		tree.below[name] = below
	}
	if err := p.list(below, depth+1); err != nil {
		return err
	}
	if !p.next(')') {
		return fmt.Errorf("a ) is missing at %d in $fields", p.at)
	}
	return nil
}

// spaceShape is a type of the API: the fields of its objects in the order in
// which they are sent.
type spaceShape struct {
	name      string
	fields    []*spaceField
	byName    map[string]*spaceField
	reference bool // a field of this type holds nothing but the id unless told what to hold
	byDefault *selection
}

// spaceField is a field of a type.
type spaceField struct {
	name      string
	extension bool        // sent only when it is named
	shape     *spaceShape // of the object or of the objects of the list; nil for a plain value
	readable  func(e *spaceEncoder, object any) bool
	write     func(e *spaceEncoder, object any, s *selection)
}

// selection is what to send of an object.
type selection struct{ fields []selected }

type selected struct {
	*spaceField
	below *selection
}

// define gives a shape its fields.
func (s *spaceShape) define(fields ...*spaceField) {
	s.fields = fields
	s.byName = make(map[string]*spaceField, len(fields))
	for _, field := range fields {
		s.byName[field.name] = field
	}
}

// core is what is sent of an object when nothing is asked for: the fields that
// are no extensions, references cut down to the id.
func (s *spaceShape) core() *selection {
	if s.byDefault == nil {
		s.byDefault = &selection{}
		for _, field := range s.fields {
			if !field.extension {
				s.byDefault.fields = append(s.byDefault.fields, selected{field, field.below()})
			}
		}
	}
	return s.byDefault
}

// below is what is sent of a field's objects when nothing is asked for.
func (f *spaceField) below() *selection {
	switch {
	case f.shape == nil:
		return nil
	case f.shape.reference:
		return &selection{[]selected{{f.shape.fields[0], nil}}} // the id
	default:
		return f.shape.core()
	}
}

// choose turns what was asked for into a selection. A field that the type does
// not have is an error, and so are fields of a plain value.
func (s *spaceShape) choose(tree *fieldTree) (*selection, error) {
	for _, name := range tree.names {
		field, known := s.byName[name]
		if !known {
			return nil, fmt.Errorf("%s has no field %q", s.name, name)
		}
		if tree.below[name] != nil && field.shape == nil {
			return nil, fmt.Errorf("%s.%s has no fields to choose from", s.name, name)
		}
	}
	chosen := &selection{}
	for _, field := range s.fields {
		below, named := tree.below[field.name]
		if !named && (!tree.all || field.extension) {
			continue
		}
		if below == nil {
			chosen.fields = append(chosen.fields, selected{field, field.below()})
			continue
		}
		of, err := field.shape.choose(below)
		if err != nil {
			return nil, err
		}
		chosen.fields = append(chosen.fields, selected{field, of})
	}
	return chosen, nil
}

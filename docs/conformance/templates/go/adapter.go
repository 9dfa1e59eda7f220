// A calculator behind the protocol: pay-as-you-go after the free quota, no packs.
//
//	go build -o adapter . && ./adapter
//
// What it cannot do it skips, with a reason. Each skipped is a place to go on.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"sort"
)

// Book has what this calculator reads of a price book.
type Book struct {
	KnownFrom  string `json:"known_from"`
	Interfaces []struct {
		Name   string  `json:"name"`
		Action *string `json:"action"`
	} `json:"interfaces"`
	FreeQuotas []struct {
		Days
		Interfaces []string `json:"interfaces"`
		Calls      int64    `json:"calls"`
	} `json:"free_quotas"`
	PayAsYouGo []struct {
		Days
		Interface string `json:"interface"`
		PerCalls  int64  `json:"per_calls"`
		Tiers     []struct {
			FromCalls int64  `json:"from_calls"`
			Price     string `json:"price"`
		} `json:"tiers"`
	} `json:"pay_as_you_go"`
}

// Days are those on which a price or a quota holds: from one, before the other.
type Days struct {
	From *string `json:"from"`
	To   *string `json:"to"`
}

func (days Days) holds(day string) bool {
	return (days.From == nil || *days.From <= day) && (days.To == nil || day < *days.To)
}

// Request is a message of the kit.
type Request struct {
	Cmd  string `json:"cmd"`
	Seq  int64  `json:"seq"`
	Book struct {
		SHA256  string `json:"sha256"`
		Content *Book  `json:"content"`
	} `json:"book"`
	Usage []struct {
		Date      string `json:"date"`
		Interface string `json:"interface"`
		Calls     int64  `json:"calls"`
	} `json:"usage"`
	Packs     []json.RawMessage `json:"packs"`
	Activated struct {
		Service    *string           `json:"service"`
		Interfaces map[string]string `json:"interfaces"`
	} `json:"activated"`
}

type object map[string]any

// refused says why there is no bill, by an id of the protocol.
type refused struct{ id, message string }

func (err refused) Error() string { return err.message }

// skipped says what this calculator does not do yet.
type skipped string

func (err skipped) Error() string { return string(err) }

// calls are those of each interface in each month.
type calls map[string]map[string]int64

func bill(book *Book, run Request) (object, error) {
	if len(run.Packs) > 0 {
		return nil, skipped("knows no resource packs")
	}
	if run.Activated.Service != nil || len(run.Activated.Interfaces) > 0 {
		return nil, skipped("knows no days of activation")
	}
	used, err := byMonth(book, run)
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(used))
	for month := range used {
		names = append(names, month)
	}
	sort.Strings(names)
	total, months := new(big.Int), []object{}
	for _, month := range names {
		cents, err := monthInCents(book, month, used[month])
		if err != nil {
			return nil, err
		}
		total.Add(total, cents)
		months = append(months, object{"month": month, "total": yuan(cents)})
	}
	return object{"total": yuan(total), "months": months}, nil
}

// byMonth adds the calls up; a month as a date counts on its last day.
func byMonth(book *Book, run Request) (calls, error) {
	used := calls{}
	for _, row := range run.Usage {
		name := nameOf(book, row.Interface)
		if name == "" {
			return nil, refused{"unknown-interface", "the page has no interface " + row.Interface}
		}
		month, day := row.Date[:7], row.Date
		if len(day) == 7 {
			day += "-31"
		}
		if day < book.KnownFrom {
			return nil, refused{"month-before-book", "prices are known from " + book.KnownFrom + " on"}
		}
		if used[month] == nil {
			used[month] = map[string]int64{}
		}
		used[month][name] += row.Calls
	}
	return used, nil
}

func nameOf(book *Book, given string) string {
	for _, one := range book.Interfaces {
		if given == one.Name || one.Action != nil && given == *one.Action {
			return one.Name
		}
	}
	return ""
}

func monthInCents(book *Book, month string, used map[string]int64) (*big.Int, error) {
	sum := new(big.Int)
	for name, count := range used {
		free, err := freeCalls(book, month, name, used)
		if err != nil {
			return nil, err
		}
		if count -= free; count < 0 {
			count = 0
		}
		cents, err := priceInCents(book, month, name, count)
		if err != nil {
			return nil, err
		}
		sum.Add(sum, cents)
	}
	return sum, nil
}

func freeCalls(book *Book, month, name string, used map[string]int64) (int64, error) {
	for _, quota := range book.FreeQuotas {
		own, shared := false, false
		for _, one := range quota.Interfaces {
			_, called := used[one]
			own, shared = own || one == name, shared || called && one != name
		}
		if !own || !quota.holds(month+"-01") {
			continue
		}
		if shared {
			return 0, skipped("knows no quota that two interfaces share in a month")
		}
		return quota.Calls, nil
	}
	return 0, nil
}

// priceInCents takes all calls at the price of the tier that they reach; half a cent is rounded up.
func priceInCents(book *Book, month, name string, count int64) (*big.Int, error) {
	for _, table := range book.PayAsYouGo {
		if table.Interface != name || !table.holds(month+"-01") || !table.holds(month+"-31") {
			continue
		}
		price := new(big.Rat)
		for _, tier := range table.Tiers {
			if tier.FromCalls <= count {
				price.SetString(tier.Price)
			}
		}
		halves := price.Mul(price, big.NewRat(count, table.PerCalls))
		halves.Mul(halves, big.NewRat(200, 1)).Add(halves, big.NewRat(1, 1))
		return new(big.Int).Div(halves.Num(), new(big.Int).Mul(halves.Denom(), big.NewInt(2))), nil
	}
	return nil, skipped("knows no month in which prices change")
}

func yuan(cents *big.Int) string {
	whole, part := new(big.Int).DivMod(cents, big.NewInt(100), new(big.Int))
	return fmt.Sprintf("%s.%02d", whole, part)
}

// books by their hash: the content comes the first time only.
var books = map[string]*Book{}

func answer(run Request) object {
	if run.Book.Content != nil {
		books[run.Book.SHA256] = run.Book.Content
	}
	result, err := bill(books[run.Book.SHA256], run)
	switch wrong := err.(type) {
	case refused:
		why := object{"id": wrong.id, "message": wrong.message}
		return object{"seq": run.Seq, "result": object{"refused": why}}
	case skipped:
		return object{"seq": run.Seq, "skipped": string(wrong)}
	}
	return object{"seq": run.Seq, "result": result}
}

func main() {
	who := object{"name": "my calculator", "version": "0.1.0", "language": "Go"}
	in, out := json.NewDecoder(bufio.NewReader(os.Stdin)), json.NewEncoder(os.Stdout)
	for {
		var request Request
		if err := in.Decode(&request); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		reply := object{"protocol": 1, "implementation": who, "levels": []string{"totals"}}
		switch request.Cmd {
		case "stop":
			return
		case "run":
			reply = answer(request)
		}
		if err := out.Encode(reply); err != nil {
			os.Exit(1)
		}
	}
}

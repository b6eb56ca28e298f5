package stock

import "sort"

// Item is one article in the warehouse.
type Item struct {
	Name      string
	InStock   int
	SoldWeek  int // pieces sold in the last seven days
	LeadDays  int // days until an order arrives
	PackSize  int
	LastPrice float64
}

// DaysLeft says for how many days the stock lasts at last week's rate.
func DaysLeft(item Item) int {
	perDay := item.SoldWeek / 7
	if perDay == 0 {
		return 1 << 30
	}
	return item.InStock / perDay
}

// Reorder returns the items that run out before an order could arrive, the most urgent first.
func Reorder(items []Item) []*Item {
	var urgent []*Item
	for i := range items {
		if DaysLeft(items[i]) < items[i].LeadDays {
			urgent = append(urgent, &items[i])
		}
	}
	sort.Slice(urgent, func(a, b int) bool {
		return DaysLeft(*urgent[a]) > DaysLeft(*urgent[b])
	})
	return urgent
}

// Packs says how many packs to order so that the stock lasts for so many days.
func Packs(item Item, days int) int {
	missing := item.SoldWeek*days/7 - item.InStock
	return missing / item.PackSize
}

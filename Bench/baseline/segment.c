/* What the C# is measured against: the same work as a C programmer would write it, one pass, no vectors by hand. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct segment { uint64_t addr, len; };

/* Returns the number of segments, or 0 when there are more than max_count. */
size_t baseline_build(const uint64_t *pfn, size_t pages, uint64_t max_bytes, uint64_t boundary_mask, size_t max_count,
		      struct segment *out)
{
	size_t n = 0;
	uint64_t start = 0, len = 0;

	for (size_t i = 0; i < pages; i++) {
		uint64_t addr = pfn[i] << 12;

		if (len && addr == start + len && len + 4096 <= max_bytes && (addr & boundary_mask)) {
			len += 4096;
			continue;
		}
		if (len)
			out[n - 1].len = len;
		if (n == max_count)
			return 0;
		out[n++].addr = addr;
		start = addr;
		len = 4096;
	}
	if (len)
		out[n - 1].len = len;
	return n;
}

size_t baseline_count(const uint64_t *pfn, size_t pages, uint64_t max_bytes, uint64_t boundary_mask)
{
	size_t n = 0;
	uint64_t next = 0, len = 0;

	for (size_t i = 0; i < pages; i++) {
		uint64_t addr = pfn[i] << 12;

		if (len && addr == next && len + 4096 <= max_bytes && (addr & boundary_mask)) {
			len += 4096;
		} else {
			n++;
			len = 4096;
		}
		next = addr + 4096;
	}
	return n;
}

/* The least that reading the array costs. */
uint64_t baseline_sum(const uint64_t *pfn, size_t pages)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < pages; i++)
		sum += pfn[i];
	return sum;
}

/* The fields in the order of ResolvedLimits. */
struct limits { uint64_t count, size, boundary, virt, align, reach; };

struct attachment { struct attachment *prev, *next; struct limits limits; };

struct set { struct attachment head; struct limits merged; struct attachment **slots; };

static const struct limits unlimited = { UINT64_MAX, UINT64_MAX, UINT64_MAX, 0, 0, UINT64_MAX };

static void merge(struct limits *to, const struct limits *from)
{
	if (from->count < to->count)
		to->count = from->count;
	if (from->size < to->size)
		to->size = from->size;
	if (from->boundary < to->boundary)
		to->boundary = from->boundary;
	if (from->virt > to->virt)
		to->virt = from->virt;
	if (from->align > to->align)
		to->align = from->align;
	if (from->reach < to->reach)
		to->reach = from->reach;
}

static void attach(struct set *set, uint32_t slot, const struct limits *limits)
{
	struct attachment *new = malloc(sizeof(*new));

	new->limits = *limits;
	new->prev = set->head.prev;
	new->next = &set->head;
	set->head.prev->next = new;
	set->head.prev = new;
	set->slots[slot] = new;
	merge(&set->merged, limits);
}

/* Recomputes from the list, as the RFC of 2015 did. */
static void detach(struct set *set, uint32_t slot)
{
	struct attachment *old = set->slots[slot];

	old->prev->next = old->next;
	old->next->prev = old->prev;
	free(old);
	set->merged = unlimited;
	for (struct attachment *a = set->head.next; a != &set->head; a = a->next)
		merge(&set->merged, &a->limits);
}

struct set *baseline_set_new(const struct limits *limits, uint32_t n)
{
	struct set *set = malloc(sizeof(*set));

	set->head.prev = set->head.next = &set->head;
	set->merged = unlimited;
	set->slots = malloc(n * sizeof(*set->slots));
	for (uint32_t i = 0; i < n; i++)
		attach(set, i, &limits[i]);
	return set;
}

void baseline_set_free(struct set *set)
{
	while (set->head.next != &set->head) {
		struct attachment *first = set->head.next;

		set->head.next = first->next;
		free(first);
	}
	free(set->slots);
	free(set);
}

/* One device leaves and one comes, as often as asked; the merged limits are read after each step. */
uint64_t baseline_set_churn(struct set *set, const uint32_t *slots, const struct limits *limits, uint32_t steps)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; i < steps; i++) {
		detach(set, slots[i]);
		sum += set->merged.size + set->merged.reach;
		attach(set, slots[i], &limits[i]);
		sum += set->merged.size + set->merged.reach;
	}
	return sum;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * P id offset size max_segment run...
 * P id errno pfn:offset:length... [warn=N]
 *
 * What sg_alloc_table_from_pages_segment makes of a list of pages. The pages
 * are named, never touched: before 6.2 PFNs are any. Since then the kernel looks
 * into struct page before it joins two, so there must be one.
 */
#include <linux/version.h>

#include "conformance.h"

static bool can_be_named(struct page **pages, u32 count)
{
	u32 i;

	for (i = 0; LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0) && i < count; i++)
		if (!pfn_valid(page_to_pfn(pages[i])))
			return false;
	return true;
}

void answer_table(const char *id, char *line)
{
	u64 offset, size, max_segment;
	struct scatterlist *entry;
	struct sg_table table;
	u32 count, i;
	int error;

	if (next_number(&line, &offset) || next_number(&line, &size) || next_number(&line, &max_segment) ||
	    next_runs(&line, 0, 1ULL << 52, page_list(), &count) ||
	    offset > UINT_MAX || size > ULONG_MAX || max_segment > UINT_MAX) {
		say("E %s expected offset, size, max_segment and runs\n", id);
		return;
	}
	if (!can_be_named(page_list(), count)) {
		say("E %s names a page that this machine does not have\n", id);
		return;
	}
	error = sg_alloc_table_from_pages_segment(&table, page_list(), count, offset, size, max_segment, GFP_KERNEL);
	say("P %s %d", id, error);
	if (!error) {
		for_each_sgtable_sg(&table, entry, i)
			say(" %lx:%x:%x", page_to_pfn(sg_page(entry)), entry->offset, entry->length);
		sg_free_table(&table);
	}
	if (warnings_seen())
		say(" warn=%u", warnings_seen());
	say("\n");
}

// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's own table builder and splitter as functions that a program can call. Pages are numbers times the page size: nothing looks at them. */
#include <errno.h>
#include <stdint.h>
#include <linux/scatterlist.h>

#define EXPORTED __attribute__((visibility("default")))

static int entries(struct scatterlist *list, uint64_t *out, uint32_t room)
{
	struct scatterlist *entry;
	uint32_t count = 0;

	for (entry = list; entry; entry = sg_next(entry), count++) {
		if (count == room)
			return -E2BIG;
		out[3 * count] = page_to_pfn(sg_page(entry));
		out[3 * count + 1] = entry->offset;
		out[3 * count + 2] = entry->length;
	}
	return count;
}

/* The pages' PFNs; entries as PFN, offset, length. Gives their number or a negative errno. */
EXPORTED int sg_oracle_table(const uint64_t *pfns, uint32_t count, uint32_t offset, uint64_t size, uint32_t longest, uint64_t *out, uint32_t room)
{
	struct page **pages = malloc(count * sizeof(*pages));
	struct sg_table table;
	int result;
	uint32_t i;

	if (!pages)
		return -ENOMEM;
	for (i = 0; i < count; i++)
		pages[i] = pfn_to_page(pfns[i]);
	result = sg_alloc_table_from_pages_segment(&table, pages, count, offset, size, longest, GFP_KERNEL);
	if (!result) {
		result = entries(table.sgl, out, room);
		sg_free_table(&table);
	}
	free(pages);
	return result;
}

/* Splits a table of count entries, each a page of 4096 bytes with a gap behind it, into one list of so many bytes, the first skip left out. */
EXPORTED int sg_oracle_split(uint32_t count, uint64_t skip, uint64_t bytes, uint64_t *out, uint32_t room)
{
	struct scatterlist *split;
	struct sg_table table;
	size_t sizes[1] = { bytes };
	struct scatterlist *entry;
	uint32_t i;
	int result = sg_alloc_table(&table, count, GFP_KERNEL);

	if (result)
		return result;
	for_each_sg(table.sgl, entry, count, i)
		sg_set_page(entry, pfn_to_page(2ULL * i + 1), PAGE_SIZE, 0);
	result = sg_split(table.sgl, 0, skip, 1, sizes, &split, NULL, GFP_KERNEL);
	if (!result) {
		result = entries(split, out, room);
		kfree(split);
	}
	sg_free_table(&table);
	return result;
}

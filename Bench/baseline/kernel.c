/* Calls the kernel's table builder, which is compiled beside it from the sources that the user unpacked. Holds no kernel code. */
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>

#include <linux/scatterlist.h>

struct segment { uint64_t addr, len; };

/* The kernel does not hand freed pages to anybody who has to fault them in again; nor shall malloc. */
__attribute__((constructor)) static void keep_memory(void)
{
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	mallopt(M_TOP_PAD, 64 << 20);
}

/*
 * Builds a table and frees it again. In the kernel's test harness a struct page pointer is the page's address, so addresses
 * serve as they are. Returns the number of entries, which are copied to out unless that is NULL; 0 where the kernel refuses.
 */
__attribute__((visibility("default")))
size_t kernel_build(uint64_t *addresses, size_t pages, uint32_t max_bytes, struct segment *out)
{
	struct sg_table table;
	struct scatterlist *sg;
	unsigned int i;
	size_t n;

	if (sg_alloc_table_from_pages_segment(&table, (struct page **)addresses, pages, 0, pages * PAGE_SIZE, max_bytes,
					      GFP_KERNEL))
		return 0;
	n = table.orig_nents;
	if (out) {
		for_each_sgtable_sg(&table, sg, i) {
			out[i].addr = (uint64_t)sg_page(sg);
			out[i].len = sg->length;
		}
	}
	sg_free_table(&table);
	return n;
}

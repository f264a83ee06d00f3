// SPDX-License-Identifier: GPL-2.0-only
/* The largest naturally aligned block there is. Every byte tells where it is, so that a wrong mapping is seen. */
#include <linux/gfp.h>
#include <linux/vmalloc.h>

#include "conformance.h"

#define ORDER	10

static struct page *block;
static u8 *original;

const u8 *pool_bytes(u64 physical)
{
	return original + (physical - PFN_PHYS(pool_pfn()));
}

u64 pool_pfn(void)
{
	return page_to_pfn(block);
}

u32 pool_pages(void)
{
	return 1 << ORDER;
}

int pool_start(void)
{
	u32 i;

	block = alloc_pages(GFP_KERNEL, ORDER);
	original = vmalloc(PAGE_SIZE << ORDER);
	if (!block || !original) {
		pool_stop();
		return -ENOMEM;
	}
	/* No two pages are alike, and no byte is 0. */
	for (i = 0; i < PAGE_SIZE << ORDER; i++)
		original[i] = 1 + (i * 2654435761U >> 16) % 255;
	memcpy(page_address(block), original, PAGE_SIZE << ORDER);
	return 0;
}

void pool_stop(void)
{
	vfree(original);
	if (block)
		__free_pages(block, ORDER);
}

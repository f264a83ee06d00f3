// SPDX-License-Identifier: GPL-2.0-only
/* The largest naturally aligned block there is. Every byte tells where it is, so that a wrong mapping is seen. */
#include <linux/gfp.h>

#include "conformance.h"

#define ORDER	10

static struct page *block;

u8 pool_byte(u64 physical)
{
	u64 at = physical - PFN_PHYS(pool_pfn());

	return (u8)(at * 7 + (at >> PAGE_SHIFT) * 131);
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
	u64 i;
	u8 *bytes;

	block = alloc_pages(GFP_KERNEL, ORDER);
	if (!block)
		return -ENOMEM;
	bytes = page_address(block);
	for (i = 0; i < PAGE_SIZE << ORDER; i++)
		bytes[i] = pool_byte(PFN_PHYS(pool_pfn()) + i);
	return 0;
}

void pool_stop(void)
{
	__free_pages(block, ORDER);
}

/*
 * Enough of the kernel, in user space, to run a KUnit test that was exported: <kunit/test.h>, <linux/scatterlist.h> and what these need. The
 * builder is written anew from what lib/scatterlist.c does: chunks of consecutive page frames of at most max_segment bytes in whole pages.
 */
#ifndef KUNIT_SHIM_H
#define KUNIT_SHIM_H

#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef uint64_t u64;
typedef int64_t s64;
#define U64_MAX UINT64_MAX
#define S64_MIN INT64_MIN
#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define GFP_KERNEL 0
#define MODULE_LICENSE(text) extern int shim_license

/* A struct page is its frame's number; 0 would be NULL. */
struct page;
#define pfn_valid(pfn) ((pfn) < SHIM_PAGES)
#define pfn_to_page(pfn) ((struct page *)(uintptr_t)((pfn) + 1))
#define page_to_pfn(page) ((u64)(uintptr_t)(page) - 1)
#ifndef SHIM_PAGES
#define SHIM_PAGES (1UL << 52)
#endif

struct scatterlist {
	u64 pfn;
	unsigned int offset;
	unsigned int length;
};

struct sg_table {
	struct scatterlist *sgl;
	unsigned int orig_nents;
};

#define sg_phys(sg) (((sg)->pfn << PAGE_SHIFT) + (sg)->offset)
#define for_each_sgtable_sg(table, sg, i) for ((i) = 0, (sg) = (table)->sgl; (i) < (table)->orig_nents; (i)++, (sg)++)

static inline void sg_free_table(struct sg_table *table)
{
	free(table->sgl);
}

static inline int sg_alloc_table_from_pages_segment(struct sg_table *table, struct page **pages, unsigned int n_pages,
						    unsigned int offset, unsigned long size, unsigned int max_segment, int gfp)
{
	unsigned int most = max_segment >> PAGE_SHIFT;
	unsigned int at = 0;

	(void)gfp;
	if (most == 0)
		return -EINVAL;
	table->sgl = calloc(n_pages, sizeof(*table->sgl));
	table->orig_nents = 0;
	while (at < n_pages) {
		struct scatterlist *sg = &table->sgl[table->orig_nents++];
		unsigned int n = 1;
		unsigned long bytes;

		while (at + n < n_pages && n < most && page_to_pfn(pages[at + n]) == page_to_pfn(pages[at + n - 1]) + 1)
			n++;
		bytes = ((unsigned long)n << PAGE_SHIFT) - offset;
		sg->pfn = page_to_pfn(pages[at]);
		sg->offset = offset;
		sg->length = bytes < size ? bytes : size;
		size -= sg->length;
		offset = 0;
		at += n;
	}
	return 0;
}

struct kunit {
	const void *param_value;
	jmp_buf end;
	int failed;
	int skipped;
};

struct kunit_case {
	void (*run)(struct kunit *test);
	const void *(*next)(const void *prev, char *text);
};

struct kunit_suite {
	const char *name;
	struct kunit_case *test_cases;
};

#define KUNIT_PARAM_DESC_SIZE 128
#define strscpy(to, from, size) snprintf(to, size, "%s", from)
#define kunit_kmalloc_array(test, n, size, gfp) calloc(n, size)
#define kunit_skip(test, ...) do { printf("# skip: " __VA_ARGS__); puts(""); (test)->skipped = 1; longjmp((test)->end, 1); } while (0)
#define KUNIT_EXPECT_EQ(test, a, b) do { \
	if ((a) != (b)) { \
		printf("# %s is %lld, not %lld\n", #a, (long long)(a), (long long)(b)); \
		(test)->failed = 1; \
	} } while (0)
#define KUNIT_ASSERT_EQ(test, a, b) do { KUNIT_EXPECT_EQ(test, a, b); if ((test)->failed) longjmp((test)->end, 1); } while (0)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL(test, p) do { if (!(p)) abort(); } while (0)
#define KUNIT_CASE_PARAM(test, generator) { test, generator }
#define KUNIT_ARRAY_PARAM(name, array, describe) \
	static const void *name##_gen_params(const void *prev, char *text) \
	{ \
		__typeof__((array)[0]) *next = prev ? (__typeof__(next))prev + 1 : (array); \
		if (next >= (array) + sizeof(array) / sizeof((array)[0])) \
			return NULL; \
		describe(next, text); \
		return next; \
	} \
	extern int shim_params
#define kunit_test_suite(suite) int main(void) { return shim_run(&(suite)); } extern int shim_suite

/* Prints a line for each case, as KTAP does; the exit status says whether one failed. */
static int shim_run(const struct kunit_suite *suite)
{
	char text[KUNIT_PARAM_DESC_SIZE];
	int failed = 0;

	for (struct kunit_case *c = suite->test_cases; c->run; c++) {
		for (const void *value = c->next(NULL, text); value; value = c->next(value, text)) {
			struct kunit test = { .param_value = value };

			if (!setjmp(test.end))
				c->run(&test);
			printf("%s %s: %s\n", test.failed ? "not ok" : test.skipped ? "skipped" : "ok", suite->name, text);
			failed |= test.failed;
		}
	}
	return failed;
}

#endif

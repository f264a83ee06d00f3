namespace DmabufVerify.Cli.Exporting;

/// <summary>
/// The KUnit test over a table of cases: it builds each with sg_alloc_table_from_pages_segment as tools/testing/scatterlist does, counts the
/// entries, and looks at every limit of every device in a loop. A case whose page frames the machine lacks is skipped: the builder of 6.12
/// reads their struct page (pages_are_mergeable).
/// </summary>
internal static class KUnitTest
{
    /// <summary>The test of the table <c>dv_cases</c>.</summary>
    /// <param name="name">What the suite is called; everything else is static to its file.</param>
    public static IEnumerable<string> Lines(string name) => Text.Replace("NAME", name, StringComparison.Ordinal).Split('\n');

    private const string Text = """

        static bool dv_suits(const struct dv_limits *limits, struct scatterlist *sg,
        		     bool is_first, bool is_last)
        {
        	u64 start = sg_phys(sg);
        	u64 end = start + sg->length - 1;
        	u64 offset = limits->bus_offset;

        	/* The bus has no address below 0, and none above the last one. */
        	if (limits->bus_offset > 0 && start < offset)
        		return false;
        	if (limits->bus_offset < 0 && end > U64_MAX + offset)
        		return false;

        	start -= offset;
        	end -= offset;
        	/* Whole pages are counted, partial first and last ones included. */
        	if ((end >> PAGE_SHIFT) - (start >> PAGE_SHIFT) >=
        	    limits->max_segment_size >> PAGE_SHIFT)
        		return false;
        	if ((start ^ end) & ~limits->seg_boundary_mask)
        		return false;
        	if (!is_first && (start & limits->virt_boundary_mask))
        		return false;
        	if (!is_last && ((end + 1) & limits->virt_boundary_mask))
        		return false;

        	return end <= limits->address_mask;
        }

        static struct page **dv_pages(struct kunit *test, const struct dv_case *c,
        			      unsigned int *nr_pages)
        {
        	struct page **pages;
        	unsigned int r;
        	u64 i;

        	*nr_pages = 0;
        	for (r = 0; r < c->nr_runs; r++)
        		*nr_pages += c->runs[r].nr_pages;

        	pages = kunit_kmalloc_array(test, *nr_pages, sizeof(*pages),
        				    GFP_KERNEL);
        	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pages);

        	*nr_pages = 0;
        	for (r = 0; r < c->nr_runs; r++) {
        		for (i = 0; i < c->runs[r].nr_pages; i++) {
        			u64 pfn = c->runs[r].pfn + i;

        			if (!pfn_valid(pfn))
        				kunit_skip(test, "no struct page for pfn %#llx",
        					   (unsigned long long)pfn);
        			pages[(*nr_pages)++] = pfn_to_page(pfn);
        		}
        	}

        	return pages;
        }

        static void dv_test(struct kunit *test)
        {
        	const struct dv_case *c = test->param_value;
        	unsigned int nr_pages, i, d, misfit = c->nents;
        	struct scatterlist *sg;
        	struct page **pages;
        	struct sg_table sgt;
        	bool fits = true;
        	u64 total = 0;
        	int ret;

        	if (c->not_asked)
        		kunit_skip(test, "%s", c->not_asked);
        	if (c->page_shift != PAGE_SHIFT)
        		kunit_skip(test, "about pages of %lu bytes",
        			   1UL << c->page_shift);

        	pages = dv_pages(test, c, &nr_pages);
        	ret = sg_alloc_table_from_pages_segment(&sgt, pages, nr_pages,
        						c->offset, c->size,
        						c->max_segment, GFP_KERNEL);
        	KUNIT_ASSERT_EQ(test, ret, 0);
        	KUNIT_EXPECT_EQ(test, sgt.orig_nents, c->nents);

        	for_each_sgtable_sg(&sgt, sg, i) {
        		total += sg->length;
        		if (i < c->nr_lengths)
        			KUNIT_EXPECT_EQ(test, sg->length, c->lengths[i]);
        		for (d = 0; d < c->nr_limits; d++) {
        			if (misfit == c->nents &&
        			    !dv_suits(&c->limits[d], sg, i == 0,
        				      i == sgt.orig_nents - 1))
        				misfit = i;
        		}
        	}
        	for (d = 0; d < c->nr_limits; d++) {
        		if (sgt.orig_nents > c->limits[d].max_segments)
        			fits = false;
        	}

        	KUNIT_EXPECT_EQ(test, total, c->size);
        	KUNIT_EXPECT_EQ(test, misfit, c->misfit);
        	KUNIT_EXPECT_EQ(test, fits && misfit == c->nents, c->fits);
        	sg_free_table(&sgt);
        }

        static void dv_describe(const struct dv_case *c, char *text)
        {
        	strscpy(text, c->name, KUNIT_PARAM_DESC_SIZE);
        }

        KUNIT_ARRAY_PARAM(dv, dv_cases, dv_describe);

        static struct kunit_case dv_kunit_cases[] = {
        	KUNIT_CASE_PARAM(dv_test, dv_gen_params),
        	{}
        };

        static struct kunit_suite dv_suite = {
        	.name = "NAME",
        	.test_cases = dv_kunit_cases,
        };
        kunit_test_suite(dv_suite);

        MODULE_LICENSE("GPL");
        """;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * M id device limit max_segment boundary min_align direction offset size run...
 * M id errno address:length... [bad=N] [dma=N stopped|unreported|late=N] [warn=N]
 *
 * What dma_map_sgtable makes of pool pages for a platform device that drives
 * nothing. device: "direct", "bounce" (the same where the kernel copies all,
 * swiotlb=force) or "iommu"; or "vtd", a PCI device that transfers (direction 0): it reads
 * and writes every byte through the mapping, and after that is given back
 * it writes to the beginning of each segment once more. dma counts transfers;
 * late counts bytes that arrived after; without any, "stopped" says that the IOMMU
 * reported a fault, "unreported" that it did not. limit: its last address (bus_dma_limit; 0: none;
 * counted from the pool's first byte when it begins with "+"). direction: 0
 * both, 1 to, 2 from the device. PFNs of runs are relative to the pool. The
 * table has one entry for each maximal run, cut where the device could not map
 * it in one piece (dma_max_mapping_size). Addresses are the device's, for
 * "direct" counted from the pool. bad counts bytes that are not what the pool
 * holds, looked at through the mapping at both ends of every page's part.
 */
#include <linux/dma-mapping.h>
#include <linux/iommu.h>
#include <linux/platform_device.h>

#include "conformance.h"
#include "edu.h"

static struct platform_device *direct, *behind_iommu;

static bool byte_is(struct device *dev, dma_addr_t address, u64 physical)
{
	struct iommu_domain *domain = iommu_get_domain_for_dev(dev);
	phys_addr_t mapped = domain ? iommu_iova_to_phys(domain, address) : address;

	return mapped && pfn_valid(PHYS_PFN(mapped)) && *(u8 *)phys_to_virt(mapped) == *pool_bytes(physical);
}

/* Walks entries as the buffer has them and segments as the device has them, side by side. */
static u32 bad_bytes(struct device *dev, struct sg_table *table)
{
	struct scatterlist *segment = table->sgl, *entry;
	u32 used = 0, bad = 0, left = table->nents;
	u32 i;

	for_each_sgtable_sg(table, entry, i) {
		u32 at = 0;

		while (at < entry->length) {
			u64 physical = sg_phys(entry) + at;
			u32 part = min3((u32)(PAGE_SIZE - offset_in_page(physical)), entry->length - at, left ? sg_dma_len(segment) - used : 0);

			if (!part)
				return bad + 1;
			bad += !byte_is(dev, sg_dma_address(segment) + used, physical);
			bad += !byte_is(dev, sg_dma_address(segment) + used + part - 1, physical + part - 1);
			at += part;
			used += part;
			if (used == sg_dma_len(segment)) {
				segment = sg_next(segment);
				left--;
				used = 0;
			}
		}
	}
	return bad + !!left;
}

/* What the device sees while it is mapped, and what becomes of its writes after. */
static void say_transfers(struct sg_table *table, u32 late)
{
	u32 faults = edu_faults();

	say(" dma=%u", edu_transfers());
	if (late)
		say(" late=%u", late);
	else
		say(faults ? " stopped" : " unreported");
}

static void say_mapping(struct device *dev, const char *id, struct sg_table *table, u64 direction, u64 from)
{
	int error = dma_map_sgtable(dev, table, direction, 0);
	bool transfers = dev == edu_device() && direction == DMA_BIDIRECTIONAL;
	struct scatterlist *segment;
	u32 i, bad;

	say("M %s %d", id, error);
	if (!error) {
		for_each_sgtable_dma_sg(table, segment, i)
			say(" %llx:%x", (u64)sg_dma_address(segment) - from, sg_dma_len(segment));
		bad = bad_bytes(dev, table) + (transfers ? dma_bad_bytes(table) : 0);
		if (bad)
			say(" bad=%u", bad);
		edu_faults();
		dma_unmap_sgtable(dev, table, direction, 0);
		if (transfers)
			say_transfers(table, dma_late_bytes(table));
	}
	if (warnings_seen())
		say(" warn=%u", warnings_seen());
	say("\n");
}

static struct device *device_of(const char *word)
{
	if (word && (!strcmp(word, "direct") || !strcmp(word, "bounce")))
		return &direct->dev;
	if (word && !strcmp(word, "vtd"))
		return edu_device();
	return word && !strcmp(word, "iommu") && behind_iommu ? &behind_iommu->dev : NULL;
}

static int next_limit(char **line, u64 *limit)
{
	bool relative = *line && **line == '+';

	if (relative)
		(*line)++;
	if (next_number(line, limit))
		return -EINVAL;
	if (relative)
		*limit += PFN_PHYS(pool_pfn());
	return 0;
}

void answer_map(const char *id, char *line)
{
	u64 limit, max_segment, boundary, min_align, direction, offset, size;
	char *word = next_word(&line);
	struct device *dev = device_of(word);
	struct sg_table table;
	u32 count;
	int error;

	if (!dev || next_limit(&line, &limit) || next_number(&line, &max_segment) || next_number(&line, &boundary) ||
	    next_number(&line, &min_align) || next_number(&line, &direction) || next_number(&line, &offset) ||
	    next_number(&line, &size) || next_runs(&line, pool_pfn(), pool_pages(), page_list(), &count) ||
	    max_segment > UINT_MAX || min_align > UINT_MAX || direction > DMA_FROM_DEVICE || offset >= PAGE_SIZE ||
	    !size || DIV_ROUND_UP(offset + size, PAGE_SIZE) != count) {
		say("E %s expected device, limit, max_segment, boundary, min_align, direction, offset, size and runs\n", id);
		return;
	}
	dev->bus_dma_limit = limit;
	dma_set_max_seg_size(dev, max_segment);
	dma_set_seg_boundary(dev, boundary);
	dma_set_min_align_mask(dev, min_align);
	error = sg_alloc_table_from_pages_segment(&table, page_list(), count, offset, size,
						  min_t(size_t, dma_max_mapping_size(dev), UINT_MAX), GFP_KERNEL);
	if (error) {
		say("E %s no table: %d\n", id, error);
		return;
	}
	say_mapping(dev, id, &table, direction, strcmp(word, "direct") ? 0 : PFN_PHYS(pool_pfn()));
	sg_free_table(&table);
}

static struct platform_device *add_device(const char *name)
{
	struct platform_device *made = platform_device_register_simple(name, PLATFORM_DEVID_NONE, NULL, 0);

	if (!IS_ERR(made)) {
		int error = dma_coerce_mask_and_coherent(&made->dev, DMA_BIT_MASK(64));

		if (error) {
			platform_device_unregister(made);
			return ERR_PTR(error);
		}
	}
	return made;
}

int map_start(void)
{
	direct = add_device("conformance-direct");
	if (IS_ERR(direct))
		return PTR_ERR(direct);
	behind_iommu = add_device("conformance-iommu");
	if (IS_ERR(behind_iommu)) {
		platform_device_unregister(direct);
		return PTR_ERR(behind_iommu);
	}
	/* Without its IOMMU the device would answer as the direct one does. */
	if (!iommu_get_domain_for_dev(&behind_iommu->dev)) {
		platform_device_unregister(behind_iommu);
		behind_iommu = NULL;
	}
	return 0;
}

void map_stop(void)
{
	platform_device_unregister(direct);
	if (behind_iommu)
		platform_device_unregister(behind_iommu);
}

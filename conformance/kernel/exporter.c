// SPDX-License-Identifier: GPL-2.0-only
/*
 * The exporter of the one dma-buf there is. "plain" and "caching" (cache_sgt_mapping) have one page and no pin hook. "moving" and "notice" can
 * move their storage from one of two pages to the other, as long as nobody pins. "moving" counts every pin that the core asks for;
 * "notice" leaves out those that the core makes for a dynamic importer's mapping only where CONFIG_DMABUF_MOVE_NOTIFY is not set, as in Debian's
 * kernels: what is left is what importers see where it is set.
 */
#include <linux/dma-resv.h>
#include <linux/slab.h>
#include <linux/version.h>

#include "conformance.h"
#include "lifecycle.h"

static bool moves, sets_map_pins_aside, core_maps;
static u32 pins;
static int place;
static bool refuses[HOOKS][DEVICES];

static bool is_refused(enum hook hook, struct dma_buf_attachment *attachment)
{
	return refuses[hook][attachment ? importers_device(attachment->dev) : 0];
}

static int attach(struct dma_buf *buffer, struct dma_buf_attachment *attachment)
{
	return is_refused(HOOK_ATTACH, attachment) ? -EPERM : 0;
}

static int pin(struct dma_buf_attachment *attachment)
{
	if (sets_map_pins_aside && core_maps)
		return 0;
	if (is_refused(HOOK_PIN, attachment))
		return -ENOMEM;
	pins++;
	return 0;
}

static void unpin(struct dma_buf_attachment *attachment)
{
	if (!sets_map_pins_aside || !core_maps)
		pins--;
}

static struct sg_table *map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	struct page *page = pfn_to_page(pool_pfn() + place);
	struct sg_table *table;
	int error;

	if (is_refused(HOOK_MAP, attachment))
		return ERR_PTR(-EIO);
	if (is_refused(HOOK_NO_TABLE, attachment))
		return NULL;
	table = kzalloc(sizeof(*table), GFP_KERNEL);
	if (!table)
		return ERR_PTR(-ENOMEM);
	error = sg_alloc_table_from_pages(table, &page, 1, 0, PAGE_SIZE, GFP_KERNEL);
	if (!error) {
		error = dma_map_sgtable(attachment->dev, table, direction, 0);
		if (!error)
			return table;
		sg_free_table(table);
	}
	kfree(table);
	return ERR_PTR(error);
}

static void unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
	dma_unmap_sgtable(attachment->dev, table, direction, 0);
	sg_free_table(table);
	kfree(table);
}

static int begin_cpu_access(struct dma_buf *buffer, enum dma_data_direction direction)
{
	return is_refused(HOOK_BEGIN, NULL) ? -EACCES : 0;
}

static int end_cpu_access(struct dma_buf *buffer, enum dma_data_direction direction)
{
	return is_refused(HOOK_END, NULL) ? -EIO : 0;
}

static void release(struct dma_buf *buffer)
{
}

#define COMMON_OPS						\
	.attach = attach,					\
	.map_dma_buf = map,					\
	.unmap_dma_buf = unmap,					\
	.begin_cpu_access = begin_cpu_access,			\
	.end_cpu_access = end_cpu_access,			\
	.release = release

static const struct dma_buf_ops plain_ops = { COMMON_OPS };

static const struct dma_buf_ops caching_ops = {
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 19, 0)
	.cache_sgt_mapping = true,
#endif
	COMMON_OPS
};

static const struct dma_buf_ops moving_ops = {
	.pin = pin,
	.unpin = unpin,
	COMMON_OPS
};

struct dma_buf *exporter_export(const char *kind)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);

	sets_map_pins_aside = !strcmp(kind, "notice");
	moves = sets_map_pins_aside || !strcmp(kind, "moving");
	if (moves)
		info.ops = &moving_ops;
	else if (!strcmp(kind, "caching"))
		info.ops = &caching_ops;
	else if (!strcmp(kind, "plain"))
		info.ops = &plain_ops;
	else
		return ERR_PTR(-EINVAL);
	info.size = PAGE_SIZE;
	info.flags = O_RDWR;
	info.priv = &moves;
	core_maps = false;
	pins = 0;
	place = 0;
	memset(refuses, 0, sizeof(refuses));
	return dma_buf_export(&info);
}

bool exporter_moves(void)
{
	return moves;
}

void exporter_refuse(enum hook hook, int device, bool refuse)
{
	refuses[hook][device] = refuse;
}

void exporter_core_maps(bool begins)
{
	core_maps = begins;
}

int exporter_move(struct dma_buf *buffer)
{
	int error = -EBUSY;

	dma_resv_lock(buffer->resv, NULL);
	if (!pins) {
		dma_buf_move_notify(buffer);
		place = !place;
		error = 0;
	}
	dma_resv_unlock(buffer->resv);
	return error;
}

int exporter_place(struct sg_table *table)
{
	return page_to_pfn(sg_page(table->sgl)) - pool_pfn();
}

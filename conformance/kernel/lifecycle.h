/* SPDX-License-Identifier: GPL-2.0-only */
/* One dma-buf at a time: the exporter of it, and those who import it. */
#ifndef DMABUF_CONFORMANCE_LIFECYCLE_H
#define DMABUF_CONFORMANCE_LIFECYCLE_H

#include <linux/dma-buf.h>

/* Devices, attachments that live at once, mappings of one attachment. */
#define DEVICES		8
#define ATTACHMENTS	16
#define MAPS		16

/* exporter.c */
enum hook { HOOK_ATTACH, HOOK_PIN, HOOK_MAP, HOOK_NO_TABLE, HOOK_BEGIN, HOOK_END, HOOKS };

struct dma_buf *exporter_export(const char *kind);
bool exporter_moves(void);
/* device: of no account for the last two hooks. */
void exporter_refuse(enum hook hook, int device, bool refuses);
/* The core maps or unmaps now: pins that it asks for are not an importer's. */
void exporter_core_maps(bool begins);
/* Gives the storage another page, after telling importers; -EBUSY where that is pinned. */
int exporter_move(struct dma_buf *buffer);
/* Which of its two pages a table is over. */
int exporter_place(struct sg_table *table);

/* importers.c: all but the first two work on the device's latest attachment. */
int importers_attach(struct dma_buf *buffer, int device, bool moves);
int importers_device(struct device *dev);
int importers_map(struct dma_buf *buffer, int device, enum dma_data_direction direction, struct sg_table **table);
int importers_unmap(struct dma_buf *buffer, int device);
int importers_pin(struct dma_buf *buffer, int device);
int importers_unpin(struct dma_buf *buffer, int device);
int importers_detach(struct dma_buf *buffer, int device);
/* Everybody leaves. */
void importers_end(struct dma_buf *buffer);
/* Numbers of the attachments whose importers were told to drop their mappings, in the order in which they were. */
u32 importers_told(const u32 **numbers);
void importers_forget_told(void);
int importers_start(void);
void importers_stop(void);

/* Instead of an errno: no importer may ask that now. */
#define NOBODY_ASKS	1

#endif

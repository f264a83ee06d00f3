/* SPDX-License-Identifier: GPL-2.0-only */
/* A device that really reads and writes memory: qemu's education device, behind whatever IOMMU the machine has. */
#ifndef DMABUF_CONFORMANCE_EDU_H
#define DMABUF_CONFORMANCE_EDU_H

#include <linux/dma-mapping.h>
#include <linux/scatterlist.h>

/* Most bytes of one transfer: qemu 7.2 ends with an error at the size of the device's memory. */
#define EDU_BYTES	4095

/* edu.c: all need the device, which is NULL where the machine has none. */
int edu_start(void);
void edu_stop(void);
struct device *edu_device(void);
/* The device reads so many bytes into its memory; writes what it has there; reads these, of a page that is always mapped. -EIO where it does not end. */
int edu_reads(dma_addr_t from, u32 length);
int edu_writes(dma_addr_t to, u32 length);
int edu_takes(const u8 *bytes, u32 length);
/* Since the last call: transfers that it made, faults that an IOMMU told the kernel of. */
u32 edu_transfers(void);
u32 edu_faults(void);

/* dma.c: through a mapping for both directions, every byte of it. Gives the number of bytes that did not arrive. */
u32 dma_bad_bytes(struct sg_table *table);
/* The same addresses once they are given back: the device writes to the beginning of each segment. Gives the number of bytes that arrived. */
u32 dma_late_bytes(struct sg_table *table);

#endif

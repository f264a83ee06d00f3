// SPDX-License-Identifier: GPL-2.0-only
/* An IOMMU that is a table in memory: no hardware looks at it, but the kernel's DMA layer lays out and joins for it. */
#include <linux/dma-mapping.h>
#include <linux/iommu.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/version.h>
#include <linux/xarray.h>

#include "conformance.h"

static uint granule = 4096;
module_param(granule, uint, 0);
MODULE_PARM_DESC(granule, "smallest page of the IOMMU, in bytes");

struct domain {
	struct iommu_domain base;
	struct xarray pages;	/* IOVA / granule -> physical / granule */
};

static struct iommu_device unit;
static struct device *parent;	/* NULL: the machine has an IOMMU already, and the kernel takes no other driver's */

static struct domain *domain_of(struct iommu_domain *base)
{
	return container_of(base, struct domain, base);
}

bool iommu_owns(struct device *dev)
{
	return !strcmp(dev_name(dev), "conformance-iommu");
}

static int attach(struct iommu_domain *base, struct device *dev)
{
	return 0;
}

static int map_pages(struct iommu_domain *base, unsigned long iova, phys_addr_t physical, size_t size, size_t count,
		     int prot, gfp_t gfp, size_t *mapped)
{
	size_t i;

	for (i = 0; i < count; i++) {
		void *old = xa_store(&domain_of(base)->pages, iova / granule + i, xa_mk_value(physical / granule + i), gfp);

		if (xa_is_err(old))
			return xa_err(old);
		WARN(old, "mapped twice");
		*mapped += size;
	}
	return 0;
}

static size_t unmap_pages(struct iommu_domain *base, unsigned long iova, size_t size, size_t count,
			  struct iommu_iotlb_gather *gather)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!xa_erase(&domain_of(base)->pages, iova / granule + i))
			break;
	return i * size;
}

static phys_addr_t iova_to_phys(struct iommu_domain *base, dma_addr_t iova)
{
	void *page = xa_load(&domain_of(base)->pages, iova / granule);

	return page ? xa_to_value(page) * granule + iova % granule : 0;
}

static void domain_free(struct iommu_domain *base)
{
	xa_destroy(&domain_of(base)->pages);
	kfree(domain_of(base));
}

static const struct iommu_domain_ops domain_ops = {
	.attach_dev = attach,
	.map_pages = map_pages,
	.unmap_pages = unmap_pages,
	.iova_to_phys = iova_to_phys,
	.free = domain_free,
};

static struct iommu_domain *domain_alloc(unsigned int type)
{
	struct domain *made;

	if (!(type & __IOMMU_DOMAIN_PAGING))
		return NULL;
	made = kzalloc(sizeof(*made), GFP_KERNEL);
	if (!made)
		return NULL;
	xa_init(&made->pages);
	made->base.pgsize_bitmap = granule;
	made->base.geometry.aperture_end = DMA_BIT_MASK(48);
	made->base.geometry.force_aperture = true;
	return &made->base;
}

static struct iommu_device *probe_device(struct device *dev)
{
	return iommu_owns(dev) ? &unit : ERR_PTR(-ENODEV);
}

static void release_device(struct device *dev)
{
}

static void probe_finalize(struct device *dev)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
	iommu_setup_dma_ops(dev, 0, U64_MAX);
#endif
}

static struct iommu_ops ops = {
	.domain_alloc = domain_alloc,
	.probe_device = probe_device,
	.release_device = release_device,
	.probe_finalize = probe_finalize,
	.device_group = generic_device_group,
	.default_domain_ops = &domain_ops,
	.owner = THIS_MODULE,
};

int iommu_start(void)
{
	int error;

	ops.pgsize_bitmap = granule;
	parent = root_device_register("conformance-iommu-unit");
	if (IS_ERR(parent))
		return PTR_ERR(parent);
	error = iommu_device_sysfs_add(&unit, parent, NULL, "conformance");
	if (!error) {
		error = iommu_device_register(&unit, &ops, parent);
		if (!error)
			return 0;
		iommu_device_sysfs_remove(&unit);
	}
	root_device_unregister(parent);
	parent = NULL;
	return error == -EBUSY ? 0 : error;
}

void iommu_stop(void)
{
	if (!parent)
		return;
	iommu_device_unregister(&unit);
	iommu_device_sysfs_remove(&unit);
	root_device_unregister(parent);
}
